using Platform.Chassis.Errors;
using Platform.Common.V1;

namespace Platform.Chassis.Imports;

/// <summary>What is wrong with a row.</summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Column">Its header; empty where the whole row is meant.</param>
public sealed record ImportProblem(int Row, string Column, ErrorReason Reason, string Chinese, string English)
{
    public RowProblem In(Language language) => new()
    {
        Row = Row,
        Column = Column,
        Reason = Reason,
        Message = language.Pick(Chinese, English),
    };
}

/// <summary>Problems in the order of the file. A bad file can have millions: all are counted, the first <see cref="ImportLimits.ProblemsTold"/> kept.</summary>
internal sealed record ProblemList(IReadOnlyList<ImportProblem> Told, int Count)
{
    /// <summary>Both lists in the order of rows. Each kept its first ones, so the union's first ones are among them.</summary>
    public ProblemList With(IReadOnlyList<ImportProblem> others) => others.Count == 0
        ? this
        : new([.. Told.Concat(others).OrderBy(problem => problem.Row).Take(ImportLimits.ProblemsTold)], Count + others.Count);
}
