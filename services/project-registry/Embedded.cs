using System.Text.Json;

namespace Platform.ProjectRegistry;

/// <summary>Data files that are part of the binary.</summary>
internal static class Embedded
{
    /// <param name="name">Folder and file, joined by dots.</param>
    /// <exception cref="InvalidOperationException">The binary was built without the file.</exception>
    public static T Read<T>(string name, JsonSerializerOptions options)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream($"Platform.ProjectRegistry.{name}")
            ?? throw new InvalidOperationException($"The binary lacks its data file {name}.");
        return JsonSerializer.Deserialize<T>(stream, options)!;
    }

    /// <summary>The file as it is, in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The binary was built without the file.</exception>
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream($"Platform.ProjectRegistry.{name}")
            ?? throw new InvalidOperationException($"The binary lacks its data file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> Names(string prefix) => typeof(Embedded).Assembly.GetManifestResourceNames()
        .Select(name => name["Platform.ProjectRegistry.".Length..])
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
