using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Platform.Portal.Texts;

/// <summary>The component library's own few words (clear, close, previous …) in Chinese; it has the English itself.</summary>
public sealed class ControlTexts(Words words) : MudLocalizer
{
    public override LocalizedString this[string key] =>
        new(key, words[$"control.{key}"], resourceNotFound: Words.IsEnglish || !words.Has($"control.{key}"));
}
