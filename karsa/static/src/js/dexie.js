/* Dexie alone: the page and the worker load the same file, so a phone fetches it once. */
import Dexie from "dexie";

self.Dexie = Dexie;
