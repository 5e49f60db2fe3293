import { useNow } from "@/components/ui/clock";
import { LocalTime } from "@/components/ui/time";

/** When a waiting delivery is attempted next; a time that has come is not shown as one to come. */
export function NextAttempt({ at }: { at: string }) {
  const now = useNow();
  if (Date.parse(at) <= now) return "within a minute";
  return (
    <>
      at <LocalTime at={at} precision="second" />
    </>
  );
}
