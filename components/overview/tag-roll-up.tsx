import Link from "next/link";
import { totalOf, worstOf } from "@/components/parts/count-statuses";
import { STATUS_LOOKS, StatusIcon } from "@/components/parts/machine-status";
import { Card, CardHeader } from "@/components/ui/card";
import type { OverviewView } from "@/lib/overview/schema";

const SHOWN = 12;

/** The worst status for each tag; renders nothing when no machine has a tag. */
export function TagRollUp({ tags }: Pick<OverviewView, "tags">) {
  if (tags.length === 0) return null;
  const more = tags.length - SHOWN;
  return (
    <Card className="overflow-hidden">
      <CardHeader title="By tag" note={more > 0 ? `${SHOWN} of ${tags.length}, worst first` : undefined} />
      <ul className="flex flex-wrap gap-px bg-border">
        {tags.slice(0, SHOWN).map(({ tag, counts }) => {
          const worst = worstOf(counts);
          return (
            <li key={tag} className="min-w-0 flex-1 basis-64 bg-card">
              <Link
                href={`/machines?tag=${encodeURIComponent(tag)}`}
                prefetch={false}
                className="flex h-full items-center gap-2 px-4 py-2.5 hover:bg-muted/60 focus-visible:-outline-offset-2"
              >
                <StatusIcon status={worst} />
                <span className="truncate font-medium">{tag}</span>
                <span className="ml-auto whitespace-nowrap text-muted-foreground">
                  {counts.offline > 0 && (
                    <span className="font-medium text-offline">{counts.offline} offline</span>
                  )}
                  {counts.offline === 0 && worst !== "online" && (
                    <span className={STATUS_LOOKS[worst].colour}>
                      {counts[worst]} {STATUS_LOOKS[worst].word.toLowerCase()}
                    </span>
                  )}
                  {worst === "online" ? `${counts.online} online` : ` of ${totalOf(counts)}`}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
