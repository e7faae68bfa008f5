// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/controltab.h"

#include "ui/common/card.h"
#include "ui/common/heading.h"
#include "ui/common/words.h"
#include "ui/devicepanel/inputcontrol.h"
#include "ui/devicepanel/timedpositioncontrol.h"
#include "ui/devicepanel/valuecontrol.h"

#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace thrum {

namespace {

QVBoxLayout *cardLayout(Card *card)
{
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(12);
    return layout;
}

/// A stop of the feature zeroes only one of its outputs; the others are set to zero one by one.
bool isStoppedWithFeature(const Feature &feature, OutputType type)
{
    const Output *stoppable = feature.stoppableOutput();
    return isPosition(type) || (stoppable && stoppable->type == type);
}

} // namespace

ControlTab::ControlTab(EngineFacade &facade, QWidget *parent)
    : QScrollArea(parent)
    , m_facade(facade)
    , m_content(new QWidget(this))
    , m_layout(new QVBoxLayout(m_content))
{
    setObjectName(QStringLiteral("controlTab"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setBackgroundRole(QPalette::Window);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
    m_layout->addStretch(1);
    setWidget(m_content);
    auto *zero = new QShortcut(QKeySequence(Qt::Key_0), this);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    for (QShortcut *shortcut : {zero, escape})
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(zero, &QShortcut::activated, this, &ControlTab::stopFocused);
    connect(escape, &QShortcut::activated, this, &ControlTab::stopDevice);
    connect(&m_facade, &EngineFacade::commandIssued, this, &ControlTab::onCommandIssued);
}

ControlTab::~ControlTab() = default;

void ControlTab::showDevice(const DeviceSnapshot &device)
{
    const DeviceIndex index = device.info ? device.info->index : device.known.index;
    const bool other = index != m_device;
    if (device.info && (other || device.info->features != m_features)) {
        rebuild(*device.info);
    } else if (!device.info && other) {
        DeviceInfo nothing;
        nothing.index = index;
        rebuild(nothing);
    }
    update(device);
}

void ControlTab::rebuild(const DeviceInfo &info)
{
    m_outputs.clear();
    m_inputs.clear();
    qDeleteAll(m_cards);
    m_cards.clear();
    m_device = info.index;
    m_features = info.features;
    for (const Feature &feature : m_features)
        addFeature(info, feature);
    addSensors(info);
}

void ControlTab::addFeature(const DeviceInfo &info, const Feature &feature)
{
    if (feature.outputs.isEmpty())
        return;
    auto *card = new Card(m_content);
    QVBoxLayout *layout = cardLayout(card);
    if (!feature.description.isEmpty()) {
        auto *title = new Heading(Heading::Level::Section, card);
        title->setText(feature.description);
        layout->addWidget(title);
    }
    for (const Output &output : feature.outputs) {
        OutputControl *control = makeControl(info, feature, output);
        layout->addWidget(control);
        m_outputs.append(control);
    }
    m_layout->insertWidget(int(m_cards.size()), card);
    m_cards.append(card);
}

OutputControl *ControlTab::makeControl(const DeviceInfo &info, const Feature &feature, const Output &output)
{
    const OutputControl::Subject subject{info.index, feature.index, output, feature.description};
    OutputControl *control = nullptr;
    if (output.type == OutputType::HwPositionWithDuration)
        control = new TimedPositionControl(subject, m_content);
    else
        control = new ValueControl(subject, m_content);
    connect(control, &OutputControl::commandMade, this,
            [this](const OutputCommand &command) { m_facade.send(engine::SetOutput{command}); });
    connect(control, &OutputControl::stopRequested, this, &ControlTab::stopOutput);
    return control;
}

void ControlTab::addSensors(const DeviceInfo &info)
{
    Card *card = nullptr;
    for (const Feature &feature : info.features) {
        for (const Input &input : feature.inputs) {
            if (!card) {
                card = new Card(m_content);
                cardLayout(card)->setSpacing(6);
            }
            auto *control = new InputControl(feature.index, input, card);
            card->layout()->addWidget(control);
            m_inputs.append(control);
            connect(control, &InputControl::readRequested, this, [this](FeatureIndex index, InputType type) {
                m_facade.send(engine::ReadInput{{m_device, index, type}});
            });
        }
    }
    if (!card)
        return;
    m_layout->insertWidget(int(m_cards.size()), card);
    m_cards.append(card);
}

void ControlTab::update(const DeviceSnapshot &device)
{
    m_content->setEnabled(device.isConnected());
    if (!device.isConnected())
        return;
    for (OutputControl *control : std::as_const(m_outputs)) {
        const OutputControl::Subject &subject = control->subject();
        OutputState state{subject.feature, subject.output.type};
        for (const OutputState &known : device.outputs) {
            if (known.feature == subject.feature && known.type == subject.output.type)
                state = known;
        }
        control->showState(state, Words::drivenBy({state.owner}, m_facade.snapshot().sessions));
    }
    for (InputControl *control : std::as_const(m_inputs)) {
        InputState state;
        state.feature = control->feature();
        state.type = control->type();
        for (const InputState &known : device.inputs) {
            if (known.feature == state.feature && known.type == state.type)
                state = known;
        }
        control->showState(state);
    }
}

void ControlTab::stopOutput(FeatureIndex index, OutputType type)
{
    const auto feature = std::find_if(m_features.cbegin(), m_features.cend(),
                                      [index](const Feature &candidate) { return candidate.index == index; });
    if (feature == m_features.cend())
        return;
    if (isStoppedWithFeature(*feature, type)) {
        m_facade.send(engine::StopDevice{{m_device, index, false, true}});
        return;
    }
    for (OutputControl *control : std::as_const(m_outputs)) {
        if (control->subject().feature == index && control->subject().output.type == type)
            control->cancelPending();
    }
    m_facade.send(engine::SetOutput{{m_device, index, type, 0, 0}});
}

void ControlTab::stopDevice()
{
    m_facade.send(engine::StopDevice{{m_device, std::nullopt, true, true}});
}

void ControlTab::stopFocused()
{
    for (const OutputControl *control : std::as_const(m_outputs)) {
        if (control->hasFocusWithin()) {
            stopOutput(control->subject().feature, control->subject().output.type);
            return;
        }
    }
}

void ControlTab::onCommandIssued(const EngineCommand &command)
{
    std::optional<FeatureIndex> feature;
    if (const auto *stop = std::get_if<engine::StopDevice>(&command)) {
        if (stop->scope.device && *stop->scope.device != m_device)
            return;
        feature = stop->scope.feature;
    } else if (!std::holds_alternative<engine::StopAll>(command)) {
        return;
    }
    // A value that still waits for its turn would start the device again after the stop.
    for (OutputControl *control : std::as_const(m_outputs)) {
        if (!feature || control->subject().feature == *feature)
            control->cancelPending();
    }
}

} // namespace thrum
