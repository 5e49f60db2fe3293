import { Select } from "@/components/ui/select";
import { columns } from "./machine-columns";

type SortSelectProps = { sort: string; onSort: (sort: string) => void };

const SORTABLE = columns.filter((column) => "sortFn" in column);

/** Chooses the order of the cards, which have no column headers. */
export function SortSelect({ sort, onSort }: SortSelectProps) {
  return (
    <Select
      aria-label="Sort by"
      value={sort.replace(/^-/, "")}
      onChange={({ target: { value } }) => {
        const isHighestFirst = SORTABLE.find(({ id }) => id === value)?.sortDescFirst === true;
        onSort(isHighestFirst ? `-${value}` : value);
      }}
      className="shrink-0 [&_select]:h-8 [&_select]:rounded-full [&_select]:text-[0.8125rem] [&_svg]:top-2"
    >
      {SORTABLE.map(({ id, header }) => (
        <option key={id} value={id}>
          Sort: {String(header)}
        </option>
      ))}
    </Select>
  );
}
