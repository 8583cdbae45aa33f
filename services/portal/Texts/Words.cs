using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Platform.Portal.Texts;

/// <summary>
/// The portal's own texts. Each stands once in Texts/Words/*.json with its Chinese and its English side by side, so that
/// neither can be forgotten.
/// </summary>
public sealed class Words
{
    private readonly Dictionary<string, string[]> _words = new(StringComparer.Ordinal);

    public Words()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("words/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, pair) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                _words.Add(key, pair);
        }
    }

    /// <summary>Key → [Chinese, English].</summary>
    public IReadOnlyDictionary<string, string[]> All => _words;

    public static bool IsEnglish => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal);

    public string Pick(string chinese, string english) => IsEnglish && english.Length > 0 ? english : chinese;

    public string this[string key] => _words.TryGetValue(key, out var pair) ? Pick(pair[0], pair[1]) : key;

    public string this[string key, params object[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    public bool Has(string key) => _words.ContainsKey(key);

    /// <summary>The name of an enum's value.</summary>
    public string Of<TEnum>(TEnum value) where TEnum : struct, Enum => this[$"{typeof(TEnum).Name}.{value}"];
}
