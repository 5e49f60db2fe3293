"use client";

import { useId, useState } from "react";
import { toast } from "sonner";
import { Card, CardHeader } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { api } from "@/lib/http/api-client";
import type { RegistrationView } from "@/lib/people/instance/schema";

/** Switches open registration on and off. */
export function RegistrationCard({ initial }: { initial: RegistrationView }) {
  const [registration, setRegistration] = useState(initial);
  const id = useId();
  const isFixed = registration.source === "variable";

  async function change(open: boolean) {
    const before = registration;
    setRegistration({ open, source: "setting" });
    try {
      setRegistration(await api.put<RegistrationView>("/api/v1/instance/registration", { open }));
    } catch (failure) {
      setRegistration(before);
      const why = failure instanceof Error ? failure.message : String(failure);
      toast.error(`Registration is still ${before.open ? "open" : "closed"}. ${why}`);
    }
  }

  return (
    <Card>
      <CardHeader title="Registration" note="Who may create an account on this hub." />
      <div className="flex items-start justify-between gap-4 p-4">
        <div className="min-w-0">
          <label htmlFor={id} className="font-medium">
            Open registration
          </label>
          <p className="text-muted-foreground">
            {registration.open
              ? "On: anybody who can reach this hub can create an account and a team. They see nothing of yours."
              : "Off: people join by invitation."}
          </p>
          {isFixed && (
            <p className="mt-1 text-muted-foreground">
              The variable REGISTRATION sets this. It cannot be changed here.
            </p>
          )}
        </div>
        <Switch
          id={id}
          checked={registration.open}
          disabled={isFixed}
          onCheckedChange={(open) => void change(open)}
        />
      </div>
    </Card>
  );
}
