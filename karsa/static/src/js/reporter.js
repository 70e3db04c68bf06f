/* The service worker of /lapor/: a reporter hears that there is news. Nothing is kept. */
import { receives } from "./push-worker.js";

receives(self);
