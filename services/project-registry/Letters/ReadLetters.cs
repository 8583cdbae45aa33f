using System.Globalization;
using System.Text.Json;
using Dapper;
using Google.Protobuf;
using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Letters;

/// <summary>Letters as they were issued, for officials and the firm, and their forms.</summary>
internal static class ReadLetters
{
    private const string Select = """
        select l.application_id, l.batch_id, l.year, l.number, l.facts::text as facts, a.organisation_code
        from letter l join application a using (application_id)
        """;

    public static async Task<Letter> GetAsync(Store store, ServerCallContext call, string applicationId) =>
        (await FindAsync(store, call, applicationId)).ToMessage();

    public static async Task<RenderedLetter> RenderAsync(Store store, LetterFont font, ServerCallContext call, RenderLetterRequest request)
    {
        var facts = (await FindAsync(store, call, request.ApplicationId)).ReadFacts();
        var text = LetterText.Of(facts);
        var isPdf = request.Form == LetterForm.Pdf;
        var content = isPdf ? LetterPdf.Render(text, facts, font.Typeface) : LetterHtml.Render(text);
        return new RenderedLetter
        {
            FileName = $"{text.TitleZh}{facts.NumberText}.{(isPdf ? "pdf" : "html")}",
            ContentType = isPdf ? "application/pdf" : "text/html; charset=utf-8",
            Content = UnsafeByteOperations.UnsafeWrap(content),
        };
    }

    public static async Task<ListLettersResponse> ListAsync(Store store, ServerCallContext call, ListLettersRequest request)
    {
        const string sql = $"""
            {Select}
            where l.batch_id = @batchId and (@year::int is null or (l.year, l.number) > (@year, @number))
            order by l.year, l.number
            limit @limit
            """;
        var query = $"ListLetters {request.BatchId}";
        var keys = PageToken.Decode(request.PageToken, query, keyCount: 2);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var parameters = new { batchId = Guid.Parse(request.BatchId), year = PageKeys.Number(keys, 0), number = PageKeys.Number(keys, 1), limit = size + 1 };
        var rows = (await connection.QueryAsync<LetterRow>(new CommandDefinition(sql, parameters, cancellationToken: call.CancellationToken))).AsList();
        return new ListLettersResponse
        {
            Letters = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size
                ? PageToken.Encode(query, rows[size - 1].Year.ToString(CultureInfo.InvariantCulture), rows[size - 1].Number.ToString(CultureInfo.InvariantCulture))
                : "",
        };
    }

    private static async Task<LetterRow> FindAsync(Store store, ServerCallContext call, string applicationId)
    {
        var caller = Caller.Of(call);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<LetterRow>(new CommandDefinition(
            $"{Select} where l.application_id = @id", new { id = Guid.Parse(applicationId) }, cancellationToken: call.CancellationToken));
        return row is not null && (caller.Is(Roles.Official) || row.OrganisationCode == caller.OrganisationCode) ? row : throw LetterErrors.NotFound.ToException();
    }

    private sealed class LetterRow
    {
        public Guid ApplicationId { get; init; }

        public Guid BatchId { get; init; }

        public int Year { get; init; }

        public int Number { get; init; }

        public string Facts { get; init; } = "";

        public string OrganisationCode { get; init; } = "";

        public LetterFacts ReadFacts() => JsonSerializer.Deserialize<LetterFacts>(Facts)!;

        public Letter ToMessage()
        {
            var facts = ReadFacts();
            return new()
            {
                ApplicationId = ApplicationId.ToString(),
                BatchId = BatchId.ToString(),
                Kind = facts.Kind,
                Number = facts.NumberText,
                IssueDay = CityDays.Text(facts.IssuedOn),
                ProjectName = facts.ProjectName,
                OrganisationName = facts.OrganisationName,
            };
        }
    }
}
