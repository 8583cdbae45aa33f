using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Platform.ProjectRegistry;

/// <summary>Messages as they stand in jsonb columns; fields that a later version added are left out when read.</summary>
internal static class ProtoJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static string Of(IMessage message) => JsonFormatter.Default.Format(message);

    [return: NotNullIfNotNull(nameof(json))]
    public static T? Read<T>(string? json)
        where T : class, IMessage<T>, new() => json is null ? null : Parser.Parse<T>(json);
}
