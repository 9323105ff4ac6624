namespace TrialData.Application.Pipeline;

/// <summary>What an account may be allowed to do. Which role holds which stands in <see cref="Administration.RoleTable"/>.</summary>
public enum Permission
{
    CreateTrial,
    ActivateSite,
    RegisterAccount,
    SealScheme,
    Screen,
    RecordConsent,
    Enrol,
    Randomise,
    SaveForm,
    EndParticipation,
    ImportFinishedTrial,
    AnalyseByArm,
}
