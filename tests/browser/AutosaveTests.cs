using Platform.Portal.Applications;
using Platform.Registry.V1;
using Xunit;

namespace Platform.Browser.Tests;

/// <summary>When the form of an application saves itself.</summary>
public sealed class AutosaveTests
{
    private readonly Autosave _autosave = new();

    public AutosaveTests() => _autosave.Start(Of("stored"), "1");

    [Fact]
    public void What_rested_for_a_tick_is_saved_once()
    {
        Assert.Null(_autosave.Due(Of("stored")));
        Assert.Null(_autosave.Due(Of("typ")));
        Assert.Null(_autosave.Due(Of("typed")));
        Assert.Equal(Of("typed"), _autosave.Due(Of("typed")));
        _autosave.Saved(Of("typed"), "2", DateTimeOffset.UnixEpoch);
        Assert.Null(_autosave.Due(Of("typed")));
        Assert.Equal(("2", DateTimeOffset.UnixEpoch), (_autosave.Etag, _autosave.SavedAt));
    }

    [Fact]
    public void What_was_refused_is_not_sent_again_until_it_changes()
    {
        Saved("NaN");
        _autosave.Refused(Of("NaN"), forGood: false, mayRetry: false);
        Assert.Null(_autosave.Due(Of("NaN")));
        Assert.Equal(Of("12"), Saved("12"));
    }

    [Fact]
    public void What_did_not_arrive_is_sent_again()
    {
        Saved("typed");
        _autosave.Refused(Of("typed"), forGood: false, mayRetry: true);
        Assert.Equal(Of("typed"), _autosave.Due(Of("typed")));
    }

    [Fact]
    public void After_the_deadline_nothing_is_sent_any_more()
    {
        Saved("late");
        _autosave.Refused(Of("late"), forGood: true, mayRetry: false);
        Assert.True(_autosave.Stopped);
        Assert.Null(Saved("later"));
        Assert.Null(_autosave.Unsaved(Of("later")));
    }

    private Application? Saved(string text)
    {
        _autosave.Due(Of(text));
        return _autosave.Due(Of(text));
    }

    private static Application Of(string summary) => new() { Summary = summary };
}
