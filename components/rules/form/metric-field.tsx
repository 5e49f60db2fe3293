"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CommandDialog, CommandEmpty, CommandGroup, CommandItem } from "@/components/ui/command";
import { Field } from "@/components/ui/field";
import { findMetric } from "@/lib/heartbeat/report/metrics";
import { metricGroups } from "./metric-groups";

type MetricFieldProps = {
  metric: string;
  /** The gauges that machines in scope send. */
  gauges: readonly string[];
  error: string | undefined;
  onChoose: (metric: string) => void;
};

/** Asks what a rule watches; opens a list that can be searched. */
export function MetricField({ metric, gauges, error, onChoose }: MetricFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState("");
  const typedGauge = query.trim();

  function choose(chosen: string) {
    setIsOpen(false);
    setQuery("");
    onChoose(chosen);
  }

  return (
    <Field label="Alert when" error={error} className="min-w-44 flex-1">
      {({ id, ...aria }) => (
        <>
          <input type="hidden" name="metric" value={metric} />
          <Button
            id={id}
            {...aria}
            aria-haspopup="dialog"
            className="w-full justify-between border-input pr-2.5 pl-3 text-base font-normal aria-invalid:border-offline sm:text-sm"
            onClick={() => setIsOpen(true)}
          >
            <span className="truncate">{findMetric(metric)?.label ?? metric}</span>
            <ChevronDown className="text-muted-foreground" aria-hidden />
          </Button>
          {isOpen && (
            <CommandDialog
              onClose={() => setIsOpen(false)}
              title="Choose a metric"
              placeholder="CPU, filesystem, temperature, a gauge's name…"
              query={query}
              onQuery={setQuery}
            >
              <CommandEmpty>No metric is called that.</CommandEmpty>
              {metricGroups(gauges).map(({ heading, metrics }) => (
                <CommandGroup key={heading} heading={heading}>
                  {metrics.map(({ name, label, about }) => (
                    <CommandItem
                      key={name}
                      value={name}
                      keywords={[label, about]}
                      onSelect={() => choose(name)}
                    >
                      <span>{label}</span>
                      <span className="ml-auto truncate text-right text-muted-foreground">{about}</span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              ))}
              {typedGauge !== "" && !gauges.includes(typedGauge) && (
                <CommandGroup heading="A gauge that no machine has sent yet">
                  <CommandItem
                    // cmdk reads keywords once, when an item appears.
                    key={typedGauge}
                    value={`gauge:${typedGauge}`}
                    keywords={[typedGauge]}
                    onSelect={() => choose(`gauge:${typedGauge}`)}
                  >
                    {typedGauge}
                  </CommandItem>
                </CommandGroup>
              )}
            </CommandDialog>
          )}
        </>
      )}
    </Field>
  );
}
