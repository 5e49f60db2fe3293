import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Saves what charts show as a CSV file. */
export function CsvLink({ href, of }: { href: string; of: string }) {
  return (
    <Button asChild size="sm" variant="ghost">
      <a href={href} download>
        <Download aria-hidden />
        CSV<span className="sr-only"> of {of}</span>
      </a>
    </Button>
  );
}
