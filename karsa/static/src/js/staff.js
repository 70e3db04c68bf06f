/* What only pages after signing in have: the public ones need not load it. */
import { acts } from "./acts.js";
import { burden } from "./burden.js";
import { filters } from "./filters.js";
import { keys } from "./keys.js";
import { live } from "./live.js";
import { places } from "./places.js";
import { tour } from "./tour.js";

for (const begin of [live, acts, keys, burden, places, tour, filters]) begin();
