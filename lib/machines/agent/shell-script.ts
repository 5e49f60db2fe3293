/** Answers with a shell script that is run at once, so it must never come from a cache. */
export function shellScript(text: string): Response {
  return new Response(text, {
    headers: { "content-type": "text/x-shellscript; charset=utf-8", "cache-control": "no-store" },
  });
}
