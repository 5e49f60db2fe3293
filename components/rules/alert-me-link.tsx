import { BellPlus } from "lucide-react";
import Link from "next/link";
import { addRuleHref } from "./draft/prefill";
import { watchedWords } from "./words/rule-words";

type AlertMeLinkProps = {
  metric: string;
  /** What of the machine, such as a mount point. */
  target?: string | null;
  machineId: number;
};

/** Leads from a machine's figure to the form of a rule about it. Only for those who may write rules. */
export function AlertMeLink({ metric, target = null, machineId }: AlertMeLinkProps) {
  return (
    <Link
      href={addRuleHref({ metric, target, machineId })}
      className="inline-flex items-center gap-1 text-[0.8125rem] font-medium whitespace-nowrap text-link hover:underline"
    >
      <BellPlus className="size-3.5" aria-hidden />
      Alert me…
      <span className="sr-only"> about {watchedWords({ metric, target })}</span>
    </Link>
  );
}
