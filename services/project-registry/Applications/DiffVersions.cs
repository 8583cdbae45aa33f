using Grpc.Core;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Chassis.Errors;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Applications;

/// <summary>What changed between two submissions of an application.</summary>
internal static class DiffVersions
{
    public static async Task<DiffVersionsResponse> RunAsync(Store store, Catalogue catalogue, ServerCallContext call, DiffVersionsRequest request)
    {
        await using var connection = await store.OpenAsync(call.CancellationToken);
        var row = await GetApplication.FindAsync(connection, Sight.OfHistory(Caller.Of(call)), request.ApplicationId, call.CancellationToken);
        var versions = await Submissions.ListAsync(connection, row.ApplicationId, call.CancellationToken);
        var texts = new VersionTexts(catalogue, Languages.Of(call));
        return new DiffVersionsResponse { Changes = { Between(texts.Of(Find(versions, request.FromNumber)), texts.Of(Find(versions, request.ToNumber))) } };
    }

    private static ApplicationVersion Find(IReadOnlyList<ApplicationVersion> versions, int number) =>
        versions.FirstOrDefault(version => version.Number == number) ?? throw ApplicationErrors.VersionNotFound.ToException();

    /// <summary>Pure: the fields whose text differs, in the order of the form.</summary>
    internal static IEnumerable<FieldChange> Between(IReadOnlyList<VersionField> before, IReadOnlyList<VersionField> after)
    {
        var (old, now) = (before.ToDictionary(field => field.Field), after.ToDictionary(field => field.Field));
        return before.Concat(after).DistinctBy(field => field.Field).OrderBy(field => field.Place)
            .Select(field => new FieldChange
            {
                Field = field.Field, Label = field.Label, Before = old.GetValueOrDefault(field.Field)?.Text ?? "", After = now.GetValueOrDefault(field.Field)?.Text ?? "",
            })
            .Where(change => change.Before != change.After);
    }
}
