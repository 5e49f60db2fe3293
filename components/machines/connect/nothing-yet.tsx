import { CodeBlock } from "@/components/ui/code-block";
import { useHubUrl } from "./use-hub-url";

/** What to check on a machine that was connected and does not report. */
export function NothingYet({ hubUrl }: { hubUrl: string }) {
  const { url } = useHubUrl(hubUrl);
  const check = `curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\\n' -X POST ${url}/agent/metrics`;
  return (
    <details className="rounded-lg border bg-card px-4 py-3">
      <summary className="w-fit cursor-pointer text-link hover:underline">
        Nothing after a minute? What to check
      </summary>
      <div className="mt-3 grid gap-3 text-muted-foreground">
        <p>Run this on the machine. It asks the hub without a key:</p>
        <CodeBlock what="check" code={check} />
        <ul className="list-disc space-y-1.5 pl-5">
          <li>
            <strong>401</strong>: the machine reaches the hub. Look at the agent’s log:{" "}
            <code>journalctl -u lunasentri-agent</code>
          </li>
          <li>
            <strong>301, 302, 307 or 308</strong> and an address: a proxy redirects, and agents do not follow.
            Set <code>HUB_URL</code> on the hub to the address that it names (usually the same with https),
            and run the install command again.
          </li>
          <li>
            <strong>404, 405 or a page</strong>: something else answers at this address. Check the proxy and{" "}
            <code>HUB_URL</code>.
          </li>
          <li>
            <strong>An error of curl</strong>: the machine does not reach {url}. Check name, firewall and
            certificate.
          </li>
        </ul>
      </div>
    </details>
  );
}
