namespace TrialData.Hosting;

/// <summary>A setting that cannot be used. Its value is not repeated where it may hold a secret.</summary>
public sealed class WrongSettingException(string setting, string reason) : Exception($"The setting {setting} cannot be used: {reason}.");
