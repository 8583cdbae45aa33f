using Dapper;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.TechTransfer.Matching.Retrieval;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Matching.Glossaries;

public sealed class ReadGlossary(Store store)
{
    private const string Page = """
        select t.glossary_term_id, t.chinese, t.english, t.created_at from glossary_term t
        where @after::uuid is null or t.glossary_term_id < @after
        order by t.glossary_term_id desc
        limit @limit
        """;

    public async Task<ListGlossaryTermsResponse> RunAsync(ListGlossaryTermsRequest request, ServerCallContext call)
    {
        const string query = "glossary-terms";
        var after = PageToken.Decode(request.PageToken, query, keyCount: 1);
        var size = PageSize.Of(request.PageSize);
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var rows = (await connection.QueryAsync<TermRow>(new CommandDefinition(
            Page, new { after = PageKeys.Id(after, 0), limit = size + 1 }, cancellationToken: call.CancellationToken))).AsList();
        return new ListGlossaryTermsResponse
        {
            Terms = { rows.Take(size).Select(row => row.ToMessage()) },
            NextPageToken = rows.Count > size ? PageToken.Encode(query, rows[size - 1].GlossaryTermId.ToString()) : "",
            ShippedCount = Glossary.Shipped.Count,
        };
    }

    private sealed record TermRow
    {
        public Guid GlossaryTermId { get; init; }

        public string Chinese { get; init; } = "";

        public string English { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public GlossaryTerm ToMessage() => new() { GlossaryTermId = GlossaryTermId.ToString(), Chinese = Chinese, English = English, CreateTime = CreatedAt.ToTimestamp() };
    }
}
