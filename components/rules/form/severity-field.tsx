import { Choice } from "@/components/parts/scope/scope-field";
import type { Draft } from "../draft/draft";

type SeverityFieldProps = {
  severity: Draft["severity"];
  onChange: (severity: Draft["severity"]) => void;
};

/** Asks how serious an alert of the rule is. */
export function SeverityField({ severity, onChange }: SeverityFieldProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <legend className="float-left mr-5 font-medium">Severity</legend>
      {(["warning", "critical"] as const).map((each) => (
        <Choice
          key={each}
          label={each === "warning" ? "Warning" : "Critical"}
          name="severity"
          value={each}
          checked={severity === each}
          onChange={() => onChange(each)}
        />
      ))}
    </fieldset>
  );
}
