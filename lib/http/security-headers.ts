/** A request's header that tells pages the nonce for their scripts; the server writes it (app/main.ts). */
export const NONCE_HEADER = "x-lunasentri-nonce";

const YEAR_S = 31_536_000;
/** Their address is the secret, so no other site may learn it as a referrer. */
const SECRET_ADDRESSES = ["/join/", "/reset/", "/setup"];

/**
 * What browsers may do with an answer: run scripts that came from us with this answer's nonce, and nothing of anybody
 * else's. Styles stay inline: rendered pages carry style attributes (widths of charts, rows of long tables), and the
 * library for toasts inserts its style sheet; a style runs nothing.
 */
export function contentSecurityPolicy({
  nonce,
  isDevelopment,
}: {
  nonce: string;
  isDevelopment: boolean;
}): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The headers of every answer that a browser may show. */
export function securityHeaders({
  policy,
  path,
  isEncrypted,
}: {
  policy: string;
  path: string;
  isEncrypted: boolean;
}): Record<string, string> {
  const isSecret = SECRET_ADDRESSES.some((start) => path.startsWith(start));
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": isSecret ? "no-referrer" : "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    ...(isEncrypted && { "strict-transport-security": `max-age=${YEAR_S}` }),
  };
}
