import { type FormEvent, useState } from "react";
import { useLive } from "@/components/layout/live";
import { useAddressChoice } from "@/components/layout/use-address-choice";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toLocalInput } from "@/components/ui/local-input";
import { Select } from "@/components/ui/select";
import { areDays, REPORT_RANGES, type ShownReport, shownReportOf } from "./report-ranges";

const DAYS_BEFORE = 30;

/** Chooses the time and the machines of a report; the choice is kept in the address. */
export function ReportFilter() {
  const { params, choose } = useAddressChoice();
  const { tags } = useLive().shell;
  const shown = shownReportOf(params);
  const tag = params.get("tag") ?? "";
  const offered = tags.map((each) => each.tag).sort();

  function chooseRange(range: string) {
    if (range !== "days") return choose({ range, from: "", to: "" });
    const to = new Date();
    const from = new Date(to.getFullYear(), to.getMonth(), to.getDate() - DAYS_BEFORE);
    choose({ range: "", from: toLocalInput(from).slice(0, 10), to: toLocalInput(to).slice(0, 10) });
  }

  return (
    <div className="mb-4 grid grid-cols-2 items-start gap-2 sm:flex sm:flex-wrap print:hidden">
      <Select
        aria-label="Range"
        className="w-full sm:w-44"
        value={shown.kind === "days" ? "days" : shown.range}
        onChange={(event) => chooseRange(event.target.value)}
      >
        {Object.entries(REPORT_RANGES).map(([range, text]) => (
          <option key={range} value={range}>
            {text}
          </option>
        ))}
        <option value="days">Custom range…</option>
      </Select>
      {(offered.length > 0 || tag !== "") && (
        <Select
          aria-label="Tag"
          className="w-full sm:w-44"
          value={tag}
          onChange={(event) => choose({ tag: event.target.value })}
        >
          <option value="">All machines</option>
          {[...new Set(tag === "" ? offered : [tag, ...offered])].map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      )}
      {shown.kind === "days" && <Days shown={shown} onChoose={choose} />}
    </div>
  );
}

type DaysProps = {
  shown: Extract<ShownReport, { kind: "days" }>;
  onChoose: (days: { from: string; to: string }) => void;
};

function Days({ shown, onChoose }: DaysProps) {
  const [typed, setTyped] = useState(shown);
  const [known, setKnown] = useState(shown);
  const [isWrong, setWrong] = useState(false);
  // The address has another range: it was chosen, or the browser went back.
  if (known.from !== shown.from || known.to !== shown.to) {
    setKnown(shown);
    setTyped(shown);
    setWrong(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const { from, to } = typed;
    setWrong(!areDays({ from, to }));
    if (areDays({ from, to })) onChoose({ from, to });
  }

  const field = (name: "from" | "to", label: string) => (
    <Input
      type="date"
      aria-label={label}
      aria-invalid={isWrong || undefined}
      className="sm:w-40"
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
    />
  );
  return (
    <form
      onSubmit={submit}
      noValidate
      className="col-span-full grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap"
    >
      {field("from", "First day")}
      {field("to", "Last day")}
      <Button type="submit">Show</Button>
      {isWrong && (
        <div role="alert" className="col-span-full">
          <FieldError>Choose two days; the last must not be before the first.</FieldError>
        </div>
      )}
    </form>
  );
}
