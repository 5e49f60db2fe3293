/** Answers with a shell script, to be run at once: never an old one from a cache. */
export function shellScript(text: string): Response {
  return new Response(text, {
    headers: { "content-type": "text/x-shellscript; charset=utf-8", "cache-control": "no-store" },
  });
}
