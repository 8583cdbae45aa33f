using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Google.Protobuf;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Talent.V1;
using Platform.TalentMatching.Talents;

namespace Platform.TalentMatching.Privacy;

/// <summary>A copy of all that is stored of a person (PIPL art. 45), for programs as JSON or for people as a page.</summary>
internal static class ExportPersonalData
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<PersonalDataFile> RunAsync(Change change, ExportPersonalDataRequest request, Language language)
    {
        var row = await OwnTalent.ReadAsync(change, request.TalentId);
        var parts = new List<(ExportSection Section, List<IDictionary<string, object?>> Rows)>();
        foreach (var section in PersonalDataSections.All)
        {
            var rows = await change.Connection.QueryAsync(new CommandDefinition(section.Sql, new { talentId = row.TalentId }, change.Transaction, cancellationToken: change.Cancellation));
            parts.Add((section, [.. rows.Cast<IDictionary<string, object?>>()]));
        }

        change.Audit("talent.exported", "talent", row.TalentId.ToString(), new { request.Format });
        return request.Format == PersonalDataFormat.Json
            ? File("json", "application/json", JsonOf(parts))
            : File("html", "text/html; charset=utf-8", HtmlOf(parts, change.Now, language));

        PersonalDataFile File(string extension, string type, string text) => new()
        {
            FileName = $"personal-data-{row.TalentId}.{extension}", ContentType = type, Content = ByteString.CopyFromUtf8(text),
        };
    }

    private static string JsonOf(IEnumerable<(ExportSection Section, List<IDictionary<string, object?>> Rows)> parts) =>
        JsonSerializer.Serialize(parts.ToDictionary(part => part.Section.Key, part => part.Rows), Json);

    private static string HtmlOf(IEnumerable<(ExportSection Section, List<IDictionary<string, object?>> Rows)> parts, DateTimeOffset now, Language language)
    {
        var title = language.Pick("个人信息副本", "Copy of personal data");
        var html = new StringBuilder($$"""
            <!DOCTYPE html><html lang="{{language.Pick("zh-CN", "en")}}"><head><meta charset="utf-8"><title>{{title}}</title>
            <style>body{font:15px/1.6 sans-serif;margin:2em auto;max-width:70em}table{border-collapse:collapse;margin-bottom:1.5em}th,td{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}</style>
            </head><body><h1>{{title}}</h1><p>{{TextOf(now, language)}}</p>
            """);
        foreach (var (section, rows) in parts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{language.Pick(section.Chinese, section.English)}</h2>");
            if (rows.Count == 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{language.Pick("无", "None")}</p>");
                continue;
            }

            html.Append("<table><tr>").AppendJoin("", section.Columns.Select(column => $"<th>{language.Pick(column.Chinese, column.English)}</th>")).Append("</tr>");
            foreach (var row in rows)
            {
                html.Append("<tr>").AppendJoin("", section.Columns.Select(column => $"<td>{WebUtility.HtmlEncode(CellOf(column, row[column.Key], language))}</td>")).Append("</tr>");
            }

            html.Append("</table>");
        }

        return html.Append("</body></html>").ToString();
    }

    private static string CellOf(ExportColumn column, object? value, Language language) => value switch
    {
        short number when number >= 1 && number <= column.Names.Count => language.Pick(column.Names[number - 1].Chinese, column.Names[number - 1].English),
        _ => TextOf(value, language),
    };

    private static string TextOf(object? value, Language language) => value switch
    {
        null => "",
        bool yes => yes ? language.Pick("是", "yes") : language.Pick("否", "no"),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
