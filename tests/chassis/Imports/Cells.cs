using Platform.Chassis.Errors;
using Platform.Chassis.Imports;
using Platform.Common.V1;

namespace Platform.Chassis.Tests.Imports;

/// <summary>Reads one cell, of a column named 列.</summary>
internal static class Cells
{
    public static TValue Read<TValue>(string text, Func<RowReader, TValue> read)
    {
        var row = Row(text);
        var value = read(row);
        Xunit.Assert.Empty(row.Problems);
        return value;
    }

    public static ErrorReason Problem<TValue>(string text, Func<RowReader, TValue> read)
    {
        var row = Row(text);
        read(row);
        var problem = Xunit.Assert.Single(row.Problems);
        Xunit.Assert.Equal(2, problem.Row);
        Xunit.Assert.Equal("列", problem.Column);
        Xunit.Assert.NotEqual(problem.In(Language.Chinese).Message, problem.In(Language.English).Message);
        return problem.Reason;
    }

    private static RowReader Row(string text) => new(new SheetRow(2, [text]), new Dictionary<string, int>(StringComparer.Ordinal) { ["列"] = 0 });
}
