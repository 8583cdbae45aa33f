using Platform.Registry.V1;

namespace Platform.Portal.Applications;

/// <summary>Decides when a form's content is to be saved: once it differs from what is stored and has rested for one tick.</summary>
public sealed class Autosave
{
    private Application? _saved;
    private Application? _seen;
    private Application? _refused;

    public string Etag { get; private set; } = "";
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Nothing more can be saved: the deadline has passed, or somebody else changed it.</summary>
    public bool Stopped { get; private set; }

    public void Start(Application stored, string etag)
    {
        (_saved, _seen, _refused, Etag, Stopped) = (stored, null, null, etag, false);
    }

    /// <summary>The content to save at this tick; null where there is nothing new, the person still types, or it was refused as it is.</summary>
    public Application? Due(Application content)
    {
        if (Unsaved(content) is null || content.Equals(_refused))
            return null;
        if (content.Equals(_seen))
            return content;
        _seen = content;
        return null;
    }

    /// <summary>The content where it differs from what is stored and may still be saved.</summary>
    public Application? Unsaved(Application content) => Stopped || _saved is null || content.Equals(_saved) ? null : content;

    public void Saved(Application content, string etag, DateTimeOffset at)
    {
        (_saved, _refused, Etag, SavedAt) = (content, null, etag, at);
    }

    public void Refused(Application content, bool forGood, bool mayRetry)
    {
        _refused = mayRetry ? null : content;
        Stopped = forGood;
    }
}
