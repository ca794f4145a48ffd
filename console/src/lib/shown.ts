/** Bytes as the server shows them: a text wherever they are one, and themselves where they are not. */
import { fromBase64 } from './bytes';

export interface Shown {
  /** The text; escaped as `\x00` when the bytes are no UTF-8. */
  text: string;
  /** The bytes, when the text does not say them. */
  base64?: string;
  /** Whether there are more than are shown. */
  truncated?: boolean;
}

export function bytesOf(shown: Shown): Uint8Array {
  return shown.base64 === undefined ? new TextEncoder().encode(shown.text) : fromBase64(shown.base64);
}
