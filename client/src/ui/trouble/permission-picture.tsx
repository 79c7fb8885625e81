/** Own simple drawings of where a browser has its switch for camera and microphone. Numbers are those of the steps beside it. */

import type { ComponentChildren } from 'preact';
import { tTrouble } from '../../i18n/trouble.ts';
import type { BrowserLook } from './browser-look.ts';

export function PermissionPicture({ look }: { look: BrowserLook }) {
  return (
    <svg
      class="switch-picture"
      viewBox="0 0 320 150"
      role="img"
      aria-label={tTrouble(`picture.${look}`)}
      data-testid="switch-picture"
      data-look={look}
    >
      {drawing(look)}
    </svg>
  );
}

function drawing(look: BrowserLook) {
  switch (look) {
    case 'chrome-desktop':
    case 'unknown':
      return <Desktop sign={<Sliders />} />;
    case 'edge':
      return <Desktop sign={<Padlock />} />;
    case 'firefox-desktop':
      return <Desktop sign={<BlockedCamera />} crosses />;
    case 'chrome-android':
      return <PhoneAbove sign={<Sliders />} />;
    case 'firefox-android':
      return <PhoneBelow sign={<Padlock />} />;
    case 'safari-ios':
      return <PhoneBelow sign={<PageSign />} hasMenu />;
    case 'safari-mac':
      return <MenuBar />;
    case 'ios-app':
      return <Settings />;
  }
}

/** A wide window with the address on top. */
function Desktop({ sign, crosses }: { sign: ComponentChildren; crosses?: boolean }) {
  return (
    <>
      <rect class="sketch-page" x="2" y="2" width="316" height="146" rx="8" />
      <rect class="sketch-bar" x="2" y="2" width="316" height="42" rx="8" />
      <path class="sketch-line" d="M24 16l-7 7 7 7M40 16l7 7-7 7" />
      <rect class="sketch-field" x="62" y="9" width="246" height="28" rx="14" />
      <path class="sketch-text" d="M106 23h110" />
      <At x={84} y={23}>
        {sign}
      </At>
      <Panel x={64} y={54} crosses={crosses === true} />
      <Step number={1} x={84} y={23} />
      <Step number={2} x={228} y={54} wide />
    </>
  );
}

function PhoneAbove({ sign }: { sign: ComponentChildren }) {
  return (
    <>
      <rect class="sketch-page" x="50" y="2" width="220" height="146" rx="16" />
      <rect class="sketch-field" x="62" y="11" width="196" height="28" rx="14" />
      <path class="sketch-text" d="M106 25h90" />
      <At x={84} y={25}>
        {sign}
      </At>
      <Panel x={70} y={54} />
      <Step number={1} x={84} y={25} />
      <Step number={2} x={234} y={54} wide />
    </>
  );
}

function PhoneBelow({ sign, hasMenu }: { sign: ComponentChildren; hasMenu?: boolean }) {
  return (
    <>
      <rect class="sketch-page" x="50" y="2" width="220" height="146" rx="16" />
      <rect class="sketch-field" x="62" y="111" width="196" height="28" rx="14" />
      <path class="sketch-text" d="M106 125h90" />
      <At x={84} y={125}>
        {sign}
      </At>
      <Panel x={70} y={12} />
      <Step number={1} x={84} y={125} />
      <Step number={hasMenu ? 3 : 2} x={234} y={18} wide />
    </>
  );
}

/** macOS has it in the menu of the program, above every window. */
function MenuBar() {
  return (
    <>
      <rect class="sketch-page" x="2" y="2" width="316" height="146" rx="8" />
      <rect class="sketch-bar" x="2" y="2" width="316" height="26" rx="8" />
      <circle class="sketch-mark" cx="18" cy="15" r="4" />
      <text class="sketch-word" x="34" y="20">
        Safari
      </text>
      <path class="sketch-text" d="M116 15h26M154 15h26M192 15h26" />
      <rect class="sketch-panel" x="24" y="34" width="112" height="104" rx="6" />
      <path class="sketch-text" d="M36 50h64M36 68h48M36 104h58M36 122h40" />
      <path class="sketch-strong" d="M36 86h76" />
      <Panel x={150} y={44} />
      <Step number={1} x={92} y={15} wide />
      <Step number={2} x={24} y={86} wide />
      <Step number={3} x={302} y={44} wide />
    </>
  );
}

/** The list of an app in the settings of the system. */
function Settings() {
  return (
    <>
      <rect class="sketch-page" x="50" y="2" width="220" height="146" rx="16" />
      <path class="sketch-strong" d="M116 24h88" />
      <Panel x={70} y={46} />
      <Step number={1} x={98} y={24} wide />
      <Step number={2} x={234} y={46} wide />
    </>
  );
}

/** Camera and microphone, each with its switch or, where a block is taken back, with a cross. */
function Panel({ x, y, crosses = false }: { x: number; y: number; crosses?: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class="sketch-panel" width="164" height="84" rx="8" />
      <At x={22} y={26}>
        <CameraSign />
      </At>
      <At x={22} y={60}>
        <MicrophoneSign />
      </At>
      <path class="sketch-text" d="M42 26h56M42 60h66" />
      {[26, 60].map((at) =>
        crosses ? (
          <path key={at} class="sketch-strong" d={`M151 ${at - 5}l10 10m0-10l-10 10`} />
        ) : (
          <g key={at}>
            <rect
              class="sketch-on"
              x="132"
              y={at - 9}
              width="32"
              height="18"
              rx="9"
              transform="translate(-6 0)"
            />
            <circle class="sketch-knob" cx="149" cy={at} r="6" />
          </g>
        ),
      )}
    </g>
  );
}

function At({ x, y, children }: { x: number; y: number; children: ComponentChildren }) {
  return <g transform={`translate(${x} ${y})`}>{children}</g>;
}

/** A number beside what is meant, and a ring around a small sign. */
function Step({ number, x, y, wide }: { number: number; x: number; y: number; wide?: boolean }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {!wide && <circle class="sketch-ring" r="16" />}
      <circle class="sketch-number" cx={wide ? 0 : -15} cy={wide ? 0 : 14} r="10" />
      <text class="sketch-digit" x={wide ? 0 : -15} y={wide ? 4.5 : 18.5}>
        {number}
      </text>
    </g>
  );
}

const Sliders = () => <path class="sketch-line" d="M-8-4h4m6 0h6M-8 4h6m6 0h4M-1-7v6M-1-4h.1M3 1v6" />;
const Padlock = () => <path class="sketch-line" d="M-6-1h12v9H-6zM-4-1v-3a4 4 0 0 1 8 0v3" />;
const CameraSign = () => <path class="sketch-line" d="M-9-6H4V6H-9zM4-1l6-4V5L4 1" />;
const MicrophoneSign = () => (
  <path class="sketch-line" d="M-3-6a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM-7-1a7 7 0 0 0 14 0M0 6v4" />
);
const BlockedCamera = () => (
  <>
    <CameraSign />
    <path class="sketch-strong" d="M-9 9L9-9" />
  </>
);
const PageSign = () => <path class="sketch-line" d="M-8-8H8v8H-8zM-8 4H8M-8 9H4" />;
