/** Names of keys in addresses: their bytes as base64url without padding. */
import { fromBase64, toBase64 } from './bytes';

function toUrl(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** A text's UTF-8 bytes as base64url. */
export function textToUrl(text: string): string {
  return toUrl(toBase64(new TextEncoder().encode(text)));
}

/** The text of base64url; null when its bytes are no UTF-8. */
export function urlToText(base64: string): string | null {
  try {
    const bytes = fromBase64(base64.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
