/** The body of a request as the service reads it, by what its headers say that it is. */
export function readBody(body: string, headers: Record<string, string>): unknown {
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  return isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
}
