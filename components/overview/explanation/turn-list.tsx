import { LocalTime } from "@/components/ui/time";
import type { PreviewView } from "@/lib/overview/explanation/schema";

type TurnListProps = { turns: PreviewView["turns"]; silentAfter: string | null };

const SHOWN_REMINDERS = 3;

const CONDITIONS = {
  at_once: "at once",
  unless_acknowledged: "unless somebody acknowledges",
  if_nobody_reached: "only if nobody was reached",
};

/** Who would be notified, a line for each step, fallback and reminder, until the last. */
export function TurnList({ turns, silentAfter }: TurnListProps) {
  const reminders = turns.filter(({ key }) => key.startsWith("reminder:"));
  const left = reminders.slice(SHOWN_REMINDERS);
  const shown = turns.filter((turn) => !left.includes(turn));
  return (
    <ol className="ml-1.5 border-l-2 border-border">
      {shown.map((turn) => (
        <li key={turn.key} className="relative pb-3 pl-5">
          <span
            aria-hidden
            className="absolute top-1.5 -left-[0.4375rem] size-3 rounded-full border-2 border-card bg-primary"
          />
          <p>
            <span className="font-medium">{labelOf(turn.key)}</span>{" "}
            <LocalTime at={turn.at} precision="second" />
            <span className="text-muted-foreground">, {CONDITIONS[turn.condition]}</span>
          </p>
          <ul>
            {turn.channels.length === 0 && <li className="text-muted-foreground">nobody</li>}
            {turn.channels.map((channel) => (
              <li key={channel.channel_id}>
                {channel.channel_name}
                <span className="text-muted-foreground">
                  {channel.verdict === "not"
                    ? `: not notified. ${channel.reason_text}`
                    : channel.problem !== null && `: ${channel.problem}`}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
      <li className="pl-5 text-muted-foreground">
        {left.length > 0 && `${left.length} more reminders. `}
        {silentAfter === null ? (
          "Nobody is notified."
        ) : (
          <>
            Nothing more after <LocalTime at={silentAfter} precision="second" />.
          </>
        )}
      </li>
    </ol>
  );
}

function labelOf(key: string): string {
  const [kind, number] = key.split(":");
  if (kind === "fallback") return "Everything else:";
  return `${kind === "reminder" ? "Reminder" : "Step"} ${number}:`;
}
