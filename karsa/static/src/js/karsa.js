/* Every page works without this file; with it, pages answer at once. */
import { answers } from "./answers.js";
import { codes } from "./codes.js";
import { confirms } from "./confirm.js";
import { counters } from "./counter.js";
import { dictation } from "./dictation.js";
import { dialogs } from "./dialogs.js";
import { drafts } from "./drafts.js";
import { menus } from "./menus.js";
import { offline } from "./offline.js";
import { passwords } from "./passwords.js";
import { photos } from "./photo.js";
import { places } from "./place.js";
import { pushes } from "./push.js";
import { scheme } from "./scheme.js";
import { sending } from "./sending.js";
import { shares } from "./share.js";
import { slides } from "./slides.js";
import { toasts } from "./toast.js";
import { wording } from "./wording.js";

for (const begin of [scheme, toasts, menus, dialogs, confirms, counters, drafts, dictation, places, photos, answers, codes, passwords, sending, slides, wording, pushes, shares, offline]) begin();
