namespace Platform.Chassis.Imports;

/// <summary>A row of a file as text.</summary>
/// <param name="Number">As a spreadsheet counts: the first row is 1, blank ones count, a quoted line break starts no new row.</param>
/// <param name="Cells">From the first column on; cells after the last may be left out.</param>
internal readonly record struct SheetRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(cell => Catalogues.Words.Trim(cell).Length == 0);

    /// <summary>The rows of a file, by the form that its name tells.</summary>
    /// <exception cref="Errors.FailedException">FILE_UNREADABLE, FILE_TOO_LARGE; also while the rows are read.</exception>
    public static IEnumerable<SheetRow> ReadAll(ImportFile file) => Path.GetExtension(file.Options.FileName).ToUpperInvariant() switch
    {
        ".CSV" => CsvSheet.Read(file.Content),
        ".XLSX" => XlsxSheet.Read(file.Content),
        _ => throw ImportErrors.Ending(file.Options.FileName).ToException(),
    };
}
