using Dapper;
using Grpc.Core;
using Platform.Chassis.Data;
using Platform.Chassis.Paging;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>Reads the kinds, and stores a new version of one: what was filed before keeps the version that it was filed under.</summary>
internal static class Kinds
{
    public static async Task<ListSupportKindsResponse> ListAsync(Store store, ServerCallContext call, ListSupportKindsRequest request)
    {
        const string sql = $"""
            select {KindRow.Columns} from support_kind where current and (active or @IncludeInactive) order by position, kind_code limit 500
            """;
        await using var connection = await store.OpenAsync(call.CancellationToken);
        await SupportData.EnsureAsync(connection, call.CancellationToken);
        var rows = await connection.QueryAsync<KindRow>(new CommandDefinition(sql, new { request.IncludeInactive }, cancellationToken: call.CancellationToken));
        return new ListSupportKindsResponse { Kinds = { rows.Select(row => row.ToMessage()) } };
    }

    public static Task<SupportKind> SaveAsync(Store store, ServerCallContext call, SaveSupportKindRequest request) =>
        store.ChangeAsync(call, request.RequestId, request, async change =>
        {
            var kind = request.Kind;
            KindRules.Check(kind);
            await SupportData.EnsureAsync(change.Connection, change.Cancellation);
            var departments = await Departments.ReadAsync(change.Connection, change.Cancellation);
            foreach (var code in kind.Rules.Select(rule => rule.DepartmentCode).Append(kind.DepartmentCode))
            {
                _ = departments.Find(code) ?? throw SupportErrors.NoSuchDepartment.ToException();
            }

            // One at a time a kind, also where it is new and has no row to lock.
            await change.ExecuteAsync("select pg_advisory_xact_lock(7321, hashtext(@KindCode))", new { kind.KindCode });
            const string latest = "select version from support_kind where kind_code = @KindCode and current";
            var version = await change.QuerySingleOrDefaultAsync<int?>(latest, new { kind.KindCode }) ?? 0;
            Etag.Check(kind.Etag, version);
            await change.ExecuteAsync("update support_kind set current = false where kind_code = @KindCode and current", new { kind.KindCode });
            var row = KindRow.Of(kind, version + 1);
            await change.ExecuteAsync(KindRow.Insert, row.ToParameters(change.Now));
            change.Audit("support-kind.save", "support_kind", kind.KindCode, new { version = row.Version });
            return row.ToMessage();
        });
}

/// <summary>What a kind must be like beyond the rules that the proto holds.</summary>
internal static class KindRules
{
    /// <exception cref="Chassis.Errors.FailedException">INVALID_FIELD.</exception>
    public static void Check(SupportKind kind)
    {
        for (var i = 0; i < kind.Fields.Count; i++)
        {
            var field = kind.Fields[i];
            if (kind.Fields.Take(i).Any(earlier => earlier.Code == field.Code))
            {
                throw SupportErrors.FieldTwice(i, field.Code).ToException();
            }

            if (field.Maximum < field.Minimum && field.Maximum != 0)
            {
                throw SupportErrors.BoundsCrossed(i).ToException();
            }

            if ((field.Type == FormFieldType.Choice) != (field.Choices.Count > 0) || field.Choices.DistinctBy(choice => choice.Code).Count() != field.Choices.Count)
            {
                throw SupportErrors.ChoicesMissing(i).ToException();
            }
        }

        if (kind.Normal.FirstAnswerDays > kind.Normal.SolutionDays || kind.Pool.FirstAnswerDays > kind.Pool.SolutionDays)
        {
            throw SupportErrors.AnswerAfterSolution.ToException();
        }
    }
}
