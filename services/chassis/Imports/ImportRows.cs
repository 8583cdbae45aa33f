using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>A row that was read, with its number in the file.</summary>
public sealed record ImportRow<TRow>(int Number, TRow Value)
{
    public ImportProblem Problem(string column, ErrorReason reason, string chinese, string english) =>
        new(Number, column, reason, chinese, english);
}

/// <summary>
/// What was read of a file: good rows and problems. Each check gives a new value, so that work that is tried again starts from the
/// same rows. Here alone is decided what is imported: nothing where a row is bad, exactly the good rows with <c>allow_partial</c>.
/// </summary>
public sealed class ImportRows<TRow>
{
    private readonly ProblemList _problems;
    private readonly bool _allowPartial;

    internal ImportRows(IReadOnlyList<ImportRow<TRow>> good, ProblemList problems, int rowsRead, IReadOnlyList<string> unknownColumns, bool allowPartial)
    {
        Good = good;
        RowsRead = rowsRead;
        UnknownColumns = unknownColumns;
        _problems = problems;
        _allowPartial = allowPartial;
    }

    /// <summary>Rows without a problem so far.</summary>
    public IReadOnlyList<ImportRow<TRow>> Good { get; }

    /// <summary>Rows with content, bad ones included.</summary>
    public int RowsRead { get; }

    /// <summary>Headers that no column of this import has.</summary>
    public IReadOnlyList<string> UnknownColumns { get; }

    /// <summary>The first ones, by row.</summary>
    public IReadOnlyList<ImportProblem> Problems => _problems.Told;

    public int ProblemCount => _problems.Count;

    /// <summary>The rows to import, in the order of the file.</summary>
    public IReadOnlyList<ImportRow<TRow>> Accepted => ProblemCount == 0 || _allowPartial ? Good : [];

    /// <summary>Takes the rows out that a rule finds a problem with.</summary>
    public ImportRows<TRow> Check(Func<ImportRow<TRow>, ImportProblem?> rule)
    {
        var good = new List<ImportRow<TRow>>(Good.Count);
        var found = new List<ImportProblem>();
        foreach (var row in Good)
        {
            if (rule(row) is { } problem)
            {
                found.Add(problem);
            }
            else
            {
                good.Add(row);
            }
        }

        return new(good, _problems.With(found), RowsRead, UnknownColumns, _allowPartial);
    }

    /// <summary>Takes out every row with the key of an earlier good one.</summary>
    /// <param name="column">The column that a user should look at.</param>
    public ImportRows<TRow> RejectRepeated<TKey>(string column, Func<TRow, TKey> key)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, int>();
        return Check(row => first.TryAdd(key(row.Value), row.Number)
            ? null
            : row.Problem(column, ErrorReason.DuplicateInFile, $"与第 {first[key(row.Value)]} 行重复。", $"Repeats row {first[key(row.Value)]}."));
    }

    /// <summary>Takes out every row whose key the database has; ask it once for all keys. Its unique constraint stays the last guard.</summary>
    /// <inheritdoc cref="RejectRepeated"/>
    public ImportRows<TRow> RejectExisting<TKey>(string column, Func<TRow, TKey> key, IEnumerable<TKey> existing)
    {
        var known = existing.ToHashSet();
        return Check(row => known.Contains(key(row.Value))
            ? row.Problem(column, ErrorReason.DuplicateInDatabase, "系统中已有相同记录。", "The platform has such a record already.")
            : null);
    }

    /// <param name="ids">Of the accepted rows as stored, in their order.</param>
    public ImportReport Report(Language language, IReadOnlyCollection<string> ids) => new()
    {
        RowsRead = RowsRead,
        RowsImported = ids.Count,
        ProblemCount = ProblemCount,
        Problems = { Problems.Select(problem => problem.In(language)) },
        UnknownColumns = { UnknownColumns },
        Ids = { ids },
    };
}
