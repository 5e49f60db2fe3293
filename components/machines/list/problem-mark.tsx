import { TriangleAlert } from "lucide-react";
import { PROBLEM_TITLES } from "@/components/parts/problem-titles";
import type { Problem } from "@/lib/machines/schema";

type ProblemMarkProps = {
  /** What is wrong, in sentences. */
  problem: string | null;
  kind: Problem["kind"] | null;
};

/** Marks a machine whose reports something is wrong with, in a few words; hovering says what to do. */
export function ProblemMark({ problem, kind }: ProblemMarkProps) {
  if (problem === null || kind === null) return null;
  return (
    <span title={problem} className="relative z-10 flex min-w-4 items-center gap-1 text-late">
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <span className="truncate text-xs font-medium">{PROBLEM_TITLES[kind].short}</span>
      <span className="sr-only">: {problem}</span>
    </span>
  );
}
