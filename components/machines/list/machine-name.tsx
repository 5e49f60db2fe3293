import Link from "next/link";
import { FlappingMark } from "@/components/parts/flapping";
import type { ListedMachine } from "./merge-rows";
import { ProblemMark } from "./problem-mark";

/** A machine's name as the link of its row, what is wrong with its reports, and its hostname behind it. */
export function MachineName({ machine }: { machine: ListedMachine }) {
  return (
    <span className="flex items-center gap-2">
      <Link
        href={`/machines/${machine.id}`}
        data-machine={machine.id}
        prefetch={false}
        title={machine.name}
        className="min-w-0 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
      >
        {machine.name}
      </Link>
      {machine.flapping && <FlappingMark />}
      <ProblemMark problem={machine.problem} kind={machine.problem_kind} />
      {machine.hostname !== null && machine.hostname !== machine.name && (
        <span className="min-w-0 flex-1 shrink-100 truncate text-[0.8125rem] text-muted-foreground">
          {machine.hostname}
        </span>
      )}
    </span>
  );
}
