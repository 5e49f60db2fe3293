import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { OverviewView } from "@/lib/overview/schema";

const SHOWN = 5;

/** The machines whose reports something is wrong with: nothing else on a page of green machines says so. */
export function ProblemsNotice({
  problems,
  total,
}: Pick<OverviewView, "problems"> & {
  /** How many machines have a problem; the hub sends at most twenty. */
  total: number;
}) {
  if (problems.length === 0) return null;
  const isSerious = problems.some(({ kind }) => kind === "cloned");
  const title = total === 1 ? "A machine needs attention" : `${total} machines need attention`;
  return (
    <Notice tone={isSerious ? "bad" : "warn"} icon={<TriangleAlert aria-hidden />} title={title}>
      <ul className="grid gap-1">
        {problems.slice(0, SHOWN).map(({ machine_id: id, machine_name: name, message }) => (
          <li key={id} className="break-words">
            <Link href={`/machines/${id}`} className="text-link underline underline-offset-2">
              {name}
            </Link>
            {": "}
            {message}
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer text-link hover:underline">{total - SHOWN} more</summary>
          <ul className="mt-1 grid gap-0.5">
            {problems.slice(SHOWN).map(({ machine_id: id, machine_name: name }) => (
              <li key={id}>
                <Link href={`/machines/${id}`} className="text-link underline underline-offset-2">
                  {name}
                </Link>
              </li>
            ))}
            {total > problems.length && <li>and {total - problems.length} others</li>}
          </ul>
        </details>
      )}
    </Notice>
  );
}
