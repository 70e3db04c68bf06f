/** Works out the sum of a public form (ALTCHA, SHA-256) beside the page. Plain HTTP in a village
 * office has no crypto.subtle, and a hash of one block is faster without waiting for it. */
import { sha256 } from "./sha256.js";

onmessage = ({ data: { salt, challenge, maxNumber } }) => {
  for (let number = 0; number <= maxNumber; number++) {
    if (sha256(salt + number) === challenge) return postMessage(number);
  }
  postMessage(-1);
};
