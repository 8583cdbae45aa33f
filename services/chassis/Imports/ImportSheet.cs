using Platform.Chassis.Catalogues;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>The columns of an import and how a row of them becomes a <typeparamref name="TRow"/>.</summary>
/// <remarks>
/// Headers are found in any order, in full or half width, with spaces around them. Blank rows are skipped.
/// <paramref name="read"/> asks the <see cref="RowReader"/> for every cell and builds the row; a cell that cannot be read gives a
/// default and a problem, so that one pass tells all that is wrong with a row.
/// </remarks>
/// <param name="required">Headers without which the file is refused.</param>
/// <param name="optional">Headers that may be left out: their cells are read as empty.</param>
public sealed class ImportSheet<TRow>(Func<RowReader, TRow> read, IReadOnlyList<string> required, IReadOnlyList<string>? optional = null)
{
    private readonly IReadOnlyList<string> _columns = [.. required, .. optional ?? []];

    /// <exception cref="Errors.FailedException">FILE_UNREADABLE, FILE_TOO_LARGE, COLUMN_MISSING.</exception>
    public ImportRows<TRow> Read(ImportFile file)
    {
        using var rows = SheetRow.ReadAll(file).GetEnumerator();
        if (!rows.MoveNext() || rows.Current.Number != 1 || rows.Current.IsBlank)
        {
            throw ImportErrors.Empty.ToException();
        }

        var header = ReadHeader(rows.Current.Cells);
        var good = new List<ImportRow<TRow>>();
        var problems = new List<ImportProblem>();
        var problemCount = 0;
        var rowsRead = 0;
        while (rows.MoveNext())
        {
            if (rows.Current.IsBlank)
            {
                continue;
            }

            if (++rowsRead > ImportLimits.Rows)
            {
                throw ImportErrors.TooManyRows.ToException();
            }

            var reader = new RowReader(rows.Current, header.Positions);
            reader.RefuseCellsOutside(header.Width, header.Blanks);
            var row = read(reader);
            if (reader.Problems.Count == 0)
            {
                good.Add(new(rows.Current.Number, row));
            }

            problemCount += reader.Problems.Count;
            problems.AddRange(reader.Problems.Take(ImportLimits.ProblemsTold - problems.Count));
        }

        return new(good, new(problems, problemCount), rowsRead, header.Unknown, file.Options.AllowPartial);
    }

    private Header ReadHeader(IReadOnlyList<string> cells)
    {
        var byName = _columns.ToDictionary(Words.Fold, StringComparer.Ordinal);
        var positions = _columns.ToDictionary(column => column, _ => -1, StringComparer.Ordinal);
        var header = new Header(positions, cells.Count, [], []);
        for (var i = 0; i < cells.Count; i++)
        {
            var name = Words.Trim(cells[i]);
            if (name.Length == 0)
            {
                header.Blanks.Add(i);
            }
            else if (!byName.TryGetValue(Words.Fold(name), out var column))
            {
                header.Unknown.Add(name.Length <= 100 ? name : name[..100]);
            }
            else if (positions[column] >= 0)
            {
                throw ImportErrors.ColumnTwice(column).ToException();
            }
            else
            {
                positions[column] = i;
            }
        }

        if (positions.Values.All(position => position < 0))
        {
            throw ImportErrors.NoKnownHeader(required).ToException();
        }

        var missing = required.Where(column => positions[column] < 0).ToList();
        return missing.Count == 0 ? header : throw ImportErrors.ColumnMissing(missing).ToException();
    }

    /// <param name="Positions">Where each column stands in the file; −1 where an optional one does not.</param>
    /// <param name="Width">Cells of the header row.</param>
    /// <param name="Blanks">Positions without a header.</param>
    private sealed record Header(Dictionary<string, int> Positions, int Width, List<int> Blanks, List<string> Unknown);
}
