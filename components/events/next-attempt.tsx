import { useNow } from "@/components/ui/clock";
import { LocalTime } from "@/components/ui/time";

/**
 * When a waiting delivery is attempted next. One whose time has come is attempted at once, unless its receiver is failing:
 * then one of all that wait for it is tried about once a minute, and this need not be the one.
 */
export function NextAttempt({ at }: { at: string }) {
  const now = useNow();
  if (Date.parse(at) <= now) return "now, or once the receiver accepts messages again";
  return (
    <>
      at <LocalTime at={at} precision="second" />
    </>
  );
}
