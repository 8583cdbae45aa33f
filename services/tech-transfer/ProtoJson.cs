using Google.Protobuf;

namespace Platform.TechTransfer;

/// <summary>Messages as they stand in jsonb columns; fields that a later version added are left out when read.</summary>
internal static class ProtoJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static string Of(IMessage message) => JsonFormatter.Default.Format(message);

    public static T Read<T>(string json)
        where T : IMessage<T>, new() => Parser.Parse<T>(json);

    /// <summary>A list of messages as a JSON array.</summary>
    public static string OfAll(IEnumerable<IMessage> messages) => $"[{string.Join(',', messages.Select(Of))}]";

    /// <summary>A message whose repeated field, by its name in JSON, holds what the array holds.</summary>
    public static T ReadField<T>(string field, string array)
        where T : IMessage<T>, new() => Parser.Parse<T>($"{{\"{field}\":{array}}}");
}
