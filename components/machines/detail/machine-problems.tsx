"use client";

import { Copy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { PROBLEM_TITLES } from "@/components/parts/problem-titles";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Notice } from "@/components/ui/notice";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { CreatedMachine, MachineView } from "@/lib/machines/schema";
import { InstallLine } from "../connect/install-line";

type MachineProblemsProps = { machine: MachineView; hubUrl: string; canWrite: boolean };

/** What is wrong with the machine's reports; a clone gets a machine of its own by one press. */
export function MachineProblems({ machine, hubUrl, canWrite }: MachineProblemsProps) {
  const [clone, setClone] = useState<CreatedMachine | null>(null);
  return (
    <div role="status" className="grid gap-3 not-empty:mb-6">
      {machine.problems.map(({ kind, message }) => (
        <Notice
          key={kind}
          tone={kind === "cloned" || kind === "refused" ? "bad" : "warn"}
          icon={kind === "cloned" ? <Copy aria-hidden /> : <TriangleAlert aria-hidden />}
          title={PROBLEM_TITLES[kind].title}
        >
          <p className="break-words">{message}</p>
          {kind === "cloned" && canWrite && <GiveOwnMachine machine={machine} onAdded={setClone} />}
        </Notice>
      ))}
      {clone !== null && <CloneDialog clone={clone} hubUrl={hubUrl} onClose={() => setClone(null)} />}
    </div>
  );
}

type GiveOwnMachineProps = { machine: MachineView; onAdded: (clone: CreatedMachine) => void };

function GiveOwnMachine({ machine, onAdded }: GiveOwnMachineProps) {
  const { pending, error, handlers } = useSubmit(async () => {
    onAdded(await api.post<CreatedMachine>(`/api/v1/machines/${machine.id}/clone`));
  });
  return (
    <form {...handlers} noValidate className="mt-2.5 grid gap-2">
      <FormError message={error} />
      <Button type="submit" variant="primary" pending={pending} className="justify-self-start">
        Give the copy its own machine
      </Button>
    </form>
  );
}

type CloneDialogProps = { clone: CreatedMachine; hubUrl: string; onClose: () => void };

function CloneDialog({ clone, hubUrl, onClose }: CloneDialogProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={`${clone.name} was added`}>
      <div className="grid grid-cols-1 gap-3">
        <p>
          One step is left: run this line on the <strong>copy</strong>, not on the original. The copy then
          reports as {clone.name}, and the original keeps its key and its history.
        </p>
        <InstallLine machine={clone} enrollToken={clone.enroll_token} hubUrl={hubUrl} />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
