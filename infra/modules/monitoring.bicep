// Logs and traces, and who is told when the app says that it needs somebody. Local authentication is off: only an identity with the publisher role can write.

param base string
param location string
param tags object
param retentionDays int
param principalId string
param alertEmails array
param alertActionGroupIds array

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${base}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${base}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

resource publisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

// Azure sends these mails itself, so they leave also when the app's own way of sending is what has stopped.
resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmails)) {
  name: 'ag-${base}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'kkr-drift'
    enabled: true
    emailReceivers: [
      for (email, index) in alertEmails: {
        name: 'operator-${index}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var told = concat(alertActionGroupIds, empty(alertEmails) ? [] : [operators.id])

// The worker hands its log to the host without the event's number, so an event is known by its name. One with an exception is kept as an exception.
var alerts = [
  {
    name: 'mail-stopped'
    what: 'No mail gets through until somebody acts: SendGrid refuses the key, or does not know the account.'
    severity: 0
    events: ['MailNeedsOperator']
    every: 'PT5M'
  }
  {
    name: 'trouble'
    what: 'Something failed that the app cannot mend by itself. The log says what.'
    severity: 2
    events: [
      'RequestFailed'
      'MailGivenUp'
      'MeetingStartedAnew'
      'MeetingNotLookedAt'
      'FollowUpNotWoken'
      'RetentionFailed'
      'CalendarUnwatched'
    ]
    every: 'PT15M'
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'alert-${base}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'kkr-workflow: ${alert.name}'
      description: alert.what
      severity: alert.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: alert.every
      // Longer than the app's longest pause between two tries, so that one that goes on is one alert and not many.
      windowSize: 'PT1H'
      autoMitigate: true
      // A new workspace has no table until the first line comes in.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: 'union isfuzzy=true AppTraces, AppExceptions | where tostring(Properties.EventName) in (\'${join(alert.events, '\', \'')}\')'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: told
      }
    }
  }
]

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
