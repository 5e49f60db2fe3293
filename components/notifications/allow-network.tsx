"use client";

import { ShieldAlert } from "lucide-react";
import Link from "next/link";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/http/api-client";
import type { NetworksView } from "@/lib/people/instance/schema";

const MayAllow = createContext(false);

/** Says for a page's forms whether the person may allow networks. */
export function MayAllowNetworks({ value, children }: { value: boolean; children: ReactNode }) {
  return <MayAllow value={value}>{children}</MayAllow>;
}

/** Offers to allow the network for which something was refused, to those who may. */
export function AllowNetwork({ network, onAllowed }: { network: string | null; onAllowed: () => void }) {
  const mayAllow = useContext(MayAllow);
  const place = useRef<HTMLDivElement>(null);
  // On a phone it would come to lie behind the buttons at the end of the dialog.
  useEffect(() => {
    if (network !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [network]);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  if (network === null || !mayAllow) return null;

  async function allow() {
    setPending(true);
    setError(null);
    try {
      await api.post<NetworksView>("/api/v1/instance/networks", { network });
      toast.success(`Channels may reach ${network}`);
      onAllowed();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setPending(false);
    }
  }

  return (
    <div ref={place} className="scroll-mb-40 sm:scroll-mb-24">
      <Notice tone="warn" icon={<ShieldAlert aria-hidden />} title="This is a private network">
        <p>Once it is allowed, admins of every team on this hub can have messages sent to addresses in it.</p>
        <div className="mt-2 grid gap-2">
          <FormError message={error} />
          <div className="flex flex-wrap items-center gap-3">
            <Button size="sm" pending={pending} onClick={() => void allow()}>
              Allow {network}
            </Button>
            <Link href="/settings/instance#networks" className="font-medium text-link hover:underline">
              Allowed networks
            </Link>
          </div>
        </div>
      </Notice>
    </div>
  );
}
