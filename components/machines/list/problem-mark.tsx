import { TriangleAlert } from "lucide-react";

/** Marks a machine whose reports something is wrong with; hovering says what. */
export function ProblemMark({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <span title={problem} className="relative z-10 shrink-0 text-late">
      <TriangleAlert className="size-4" aria-hidden />
      <span className="sr-only">{problem}</span>
    </span>
  );
}
