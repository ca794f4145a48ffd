/** Bytes as base64, in the form that JSON carries and in the form that addresses carry. */

/** Turns base64 into base64url without padding. */
export function toUrl(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of base64 or base64url. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** A text's UTF-8 bytes as base64url. */
export function textToUrl(text: string): string {
  return toUrl(btoa(String.fromCharCode(...new TextEncoder().encode(text))));
}

/** The text of base64url; null when its bytes are no UTF-8. */
export function urlToText(base64: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64));
  } catch {
    return null;
  }
}
