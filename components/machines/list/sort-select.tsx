import { Select } from "@/components/ui/select";
import { columns } from "./machine-columns";

type SortSelectProps = { sort: string; onSort: (sort: string) => void };

/** Chooses the order of the cards, which have no column headers. */
export function SortSelect({ sort, onSort }: SortSelectProps) {
  return (
    <Select
      aria-label="Sort by"
      value={sort.replace(/^-/, "")}
      onChange={({ target: { value } }) => {
        const isHighestFirst = columns.find(({ id }) => id === value)?.sortDescFirst === true;
        onSort(isHighestFirst ? `-${value}` : value);
      }}
    >
      {columns.map(({ id, header }) => (
        <option key={id} value={id}>
          {String(header)}
        </option>
      ))}
    </Select>
  );
}
