import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type TryAgainProps = {
  error: Error;
  onTry: () => void;
  /** It stands beside what was fetched before. */
  isAside?: boolean;
};

/** Why charts could not be fetched, and a button that tries again. */
export function TryAgain({ error, onTry, isAside = false }: TryAgainProps) {
  return (
    <div
      className={cn(
        "flex items-center gap-3 px-4 text-muted-foreground",
        isAside ? "flex-wrap pt-3" : "h-72 flex-col justify-center text-center",
      )}
    >
      <p role="alert">{isAside ? `These charts are not up to date. ${error.message}` : error.message}</p>
      <Button size={isAside ? "sm" : "md"} onClick={onTry}>
        Try again
      </Button>
    </div>
  );
}
