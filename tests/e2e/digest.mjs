// The sums by which two holders of a feed see that they hold the same (src/feed/digest.h), written
// anew from the published formula rather than from the server's code.
import {createHash} from 'node:crypto';

function sum(documents, prefix) {
  let total = 0n;
  for (const {_id, _rev} of documents) {
    const hash = createHash('sha256').update(`${prefix}${_id}\0${_rev}`).digest('hex');
    total += BigInt(`0x${hash}`);
  }
  return BigInt.asUintN(256, total).toString(16).padStart(64, '0');
}

// What every answer shows.
export const digestOf = (documents) => sum(documents, '');
// What only a holder of the documents can say.
export const proofOf = (documents) => sum(documents, '\x01');
