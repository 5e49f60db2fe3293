import { BackLink } from "@/components/layout/back-link";
import { PageHeader } from "@/components/layout/page-header";
import type { ExplanationView, PreviewView } from "@/lib/overview/explanation/schema";
import { Chain } from "./chain";
import { OutagePreview } from "./outage-preview";
import { WhenForm } from "./when-form";

type WhyPageProps = { explanation: ExplanationView; preview: PreviewView };

/** Why somebody was, or was not, notified about a machine at a given time, and what would happen if it went silent now. */
export function WhyPage({ explanation, preview }: WhyPageProps) {
  const { machine_id: id, machine_name: name } = explanation;
  return (
    <>
      <BackLink href={`/machines/${id}`}>{name}</BackLink>
      <PageHeader
        title={`Why was I (not) notified about ${name}?`}
        note="The hub records every step from the last report to your phone. Choose a time to see how far it got."
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <WhenForm key={explanation.at} machineId={id} at={explanation.at} />
          <Chain explanation={explanation} />
        </div>
        <OutagePreview preview={preview} />
      </div>
    </>
  );
}
